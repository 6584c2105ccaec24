"""Readers: file -> articles, one format a file (READER = Reader(...))."""
