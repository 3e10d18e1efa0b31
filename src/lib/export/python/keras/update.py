if keras.backend.backend() == 'tensorflow':
    import tensorflow as tf

    def update(network, optimizer, loss_of):
        """損失の勾配で、このネットワークだけを1回動かす。"""
        with tf.GradientTape() as tape:
            loss = loss_of()
        gradients = tape.gradient(loss, network.trainable_variables)
        optimizer.apply(gradients, network.trainable_variables)
        return float(loss)

elif keras.backend.backend() == 'torch':
    import torch

    def update(network, optimizer, loss_of):
        """損失の勾配で、このネットワークだけを1回動かす。"""
        network.zero_grad()
        loss = loss_of()
        loss.backward()
        gradients = [variable.value.grad for variable in network.trainable_variables]
        with torch.no_grad():
            optimizer.apply(gradients, network.trainable_variables)
        return float(loss)

else:
    raise SystemExit('KERAS_BACKENDはtensorflowかtorchにしてください（JAXには対応していません）。')
