"""Writers: reviews -> bytes, one format a file (WRITER = Writer(...))."""
