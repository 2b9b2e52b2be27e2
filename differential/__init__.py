"""Compare the two runners of the rules: one record after the other, and all records of a document at once."""
