"""What measures say of a network, how far that is more than chance, and what it hangs on.

- `analysing`: values of any network, with what chance and leaving things out make of them
- `assessment`: measures of a network beside null models, and without single things
- `sensitivity`: how a measure moves when a setting, an actor or a voice is left out
- `keeping`: the analyses that an edition carries
"""
