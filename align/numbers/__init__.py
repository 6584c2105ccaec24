"""Quantities, dates, times, units and money as values, in Chinese and in English."""
