"""Turns one council's file and the national words and facts into that council's staff site and PDFs."""
