"""A small service that takes in progress reports, keeps them and answers questions to them."""
