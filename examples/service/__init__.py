"""A small service that validates progress reports, stores them and answers questions about them."""
