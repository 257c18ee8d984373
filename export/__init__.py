"""What goes out: pages, files in every format, and answers on the terminal."""
