"""Our records at home in frameworks that are not installed with the library: each is imported when it calls.

Nothing here is needed to read or write a document. pydantic, and so FastAPI, finds its module by itself; a plugin
for Litestar is there to be named.
"""

__all__: list[str] = []
