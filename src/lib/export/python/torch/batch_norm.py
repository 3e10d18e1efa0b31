class BatchNorm(nn.Module):
    """サイトやKerasと同じバッチ正規化。

    PyTorchのものとは2か所が違います。移動平均に入れる分散は、nで割ったものです（PyTorchはn - 1で割ります）。
    momentumは、前の値を残す割合です（PyTorchでは新しい値を入れる割合です）。
    """

    def __init__(self, channels, eps, momentum):
        super().__init__()
        self.eps, self.momentum, self.follows = eps, momentum, True
        self.weight = nn.Parameter(torch.ones(channels))
        self.bias = nn.Parameter(torch.zeros(channels))
        self.register_buffer('running_mean', torch.zeros(channels))
        self.register_buffer('running_var', torch.ones(channels))

    def forward(self, x):
        mean, variance = self.running_mean, self.running_var
        if self.training:
            axes = [axis for axis in range(x.dim()) if axis != 1]
            mean, variance = x.mean(axes), x.var(axes, unbiased=False)
            if self.follows:
                with torch.no_grad():
                    self.running_mean.lerp_(mean, 1 - self.momentum)
                    self.running_var.lerp_(variance, 1 - self.momentum)
        shape = [1, -1] + [1] * (x.dim() - 2)
        scale = self.weight * torch.rsqrt(variance + self.eps)
        return (x - mean.view(shape)) * scale.view(shape) + self.bias.view(shape)


def follow(network, follows):
    """移動平均を動かすかどうかを決める。ほかのネットワークの番には動かさない。"""
    for layer in network.modules():
        if isinstance(layer, BatchNorm):
            layer.follows = follows
