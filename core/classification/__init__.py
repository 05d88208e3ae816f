"""Which traffic sign a model sees: GTSRB labels, the Keras model, its training and its measuring."""
