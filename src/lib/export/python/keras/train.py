def answers(D, real, fake):
    """識別器の、本物と偽物に対する答え（ロジット）。"""
    if SEPARATE_BATCHES:
        return D(real, training=True), D(fake, training=True)
    both = D(ops.concatenate([real, fake]), training=True)
    return both[:len(real)], both[len(real):]


def moving(network):
    """バッチ正規化の移動平均の、いまの値。"""
    layers_with = [layer for layer in network.layers
                   if isinstance(layer, layers.BatchNormalization)]
    variables = [v for layer in layers_with for v in layer.non_trainable_variables]
    return [(variable, ops.convert_to_numpy(variable).copy()) for variable in variables]


def put_back(values):
    """移動平均を戻す。ほかのネットワークの番には動かさないためです。"""
    for variable, value in values:
        variable.assign(value)


def train(steps, start=START, save_to=FOLDER / 'trained.safetensors'):
    keras.utils.set_random_seed(SEED)
    networks, optimizers, step = load(start)
    G, D = networks['G'], networks['D']
    real_batches = batches()
    for step in range(step + 1, step + steps + 1):
        # 識別器の番。
        kept = moving(G)
        for _ in range(DISCRIMINATOR_STEPS):
            real, fake = next(real_batches), ops.stop_gradient(G(noise(), training=True))
            d_loss = update(D, optimizers['D'], lambda: discriminator_loss(*answers(D, real, fake)))
        put_back(kept)
        # 生成器の番。
        kept, z = moving(D), noise()
        g_loss = update(G, optimizers['G'],
                        lambda: generator_loss(D(G(z, training=True), training=True)))
        put_back(kept)
        if step % 10 == 0 or steps <= 10:
            print(f'step {step}  D {d_loss:.4f}  G {g_loss:.4f}', flush=True)
    save(save_to, networks, optimizers, step)
    print(f'{save_to} に保存しました。')
    return networks
