"""`make bench`: what a page costs, as a ratio to a bare Django view measured in the same run."""
