"""What is seen, one widget a file. A widget shows what stands in the conversation and hands on what is done."""
