"""The import workbench: read a file, match its columns, preview, apply in short batches, undo."""
