"""Examples: complete programs that use the library. Each is tested."""
