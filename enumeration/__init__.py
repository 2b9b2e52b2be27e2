"""Compare what the library says for certain with everything that could be: `python -m enumeration`.

Each question is asked about random small worlds, in which only a part of the facts is known. A reference, which shares
no code with the library's inference, tries every completion of what is known. An answer is *sound* if no completion
contradicts it, and *tight* if the completions allow nothing narrower. The axioms of the reference can be switched off.
"""
