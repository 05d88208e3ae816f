"""What a library does when it shrinks an image: pipelines, coefficient matrices, real resize calls."""
