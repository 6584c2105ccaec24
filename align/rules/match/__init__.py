"""Rules on a pair: which terms the source holds, how the target renders them."""
