"""PDFs: finished HTML becomes a tree of elements, the tree is set in type, and the PDF is proved.

`tree.read` -> `typeset.make` -> `proof.prove`. Only `typeset` names the typesetter, only `proof` the validator.
"""
