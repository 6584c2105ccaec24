"""What is known about the two languages: scripts, words, sentences, numbers, names."""
