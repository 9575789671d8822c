"""The texts that data are read from: their running text, its sentences, and the passages that stand in it."""
