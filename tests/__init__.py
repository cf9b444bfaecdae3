"""Tests that read as promises to the advisor."""
