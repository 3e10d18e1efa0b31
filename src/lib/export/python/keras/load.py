def optimizer_of(symbol, network):
    kind, learning_rate, momentum = OPTIMIZERS[symbol]
    if kind == 'sgd':
        optimizer = keras.optimizers.SGD(learning_rate, momentum=momentum)
    else:
        optimizer = Adam(learning_rate, beta_1=momentum, beta_2=0.999, epsilon=1e-7)
    optimizer.build(network.trainable_variables)
    return optimizer


def gathered(symbol, optimizer, i):
    """i番目の変数について最適化手法が覚えている値と、ファイルでの名前の終わり。"""
    if OPTIMIZERS[symbol][0] == 'adam':
        return {'m': optimizer._momentums[i], 'v': optimizer._velocities[i]}
    return {'u': optimizer.momentums[i]} if OPTIMIZERS[symbol][2] > 0 else {}


def places(networks):
    """（ネットワーク, 変数, 学習する変数の中での番号, ファイルでの名前）を順に。"""
    for symbol, layer, parameter, name in WEIGHTS:
        variable = getattr(networks[symbol].layers[layer], parameter)
        learned = [id(v) for v in networks[symbol].trainable_variables]
        yield symbol, variable, learned.index(id(variable)) if id(variable) in learned else None, name


def load(path=START):
    """ネットワークと最適化手法を、ファイルの重みとモーメントから作る。"""
    arrays, notes = read_safetensors(path)
    networks = {symbol: build() for symbol, build in NETWORKS.items()}
    optimizers = {symbol: optimizer_of(symbol, networks[symbol]) for symbol in OPTIMIZERS}
    for symbol, optimizer in optimizers.items():
        optimizer.iterations.assign(int(notes[f'{OPTIMIZERS[symbol][0]}.{symbol}.step']))
    for symbol, variable, i, name in places(networks):
        variable.assign(arrays[name])
        if symbol in optimizers and i is not None:
            for kind, moment in gathered(symbol, optimizers[symbol], i).items():
                moment.assign(arrays[f'{OPTIMIZERS[symbol][0]}.{name}.{kind}'])
    return networks, optimizers, int(notes['step'])


def save(path, networks, optimizers, step):
    """同じ形式で書く。移動平均のほかは、もとのファイルにあるものもすべて残す。"""
    arrays, notes = read_safetensors(START)
    arrays = {name: array for name, array in arrays.items() if 'Average.' not in name}
    notes['step'] = str(step)
    for symbol, optimizer in optimizers.items():
        notes[f'{OPTIMIZERS[symbol][0]}.{symbol}.step'] = str(int(ops.convert_to_numpy(optimizer.iterations)))
    for symbol, variable, i, name in places(networks):
        arrays[name] = ops.convert_to_numpy(variable)
        if symbol in optimizers and i is not None:
            for kind, moment in gathered(symbol, optimizers[symbol], i).items():
                arrays[f'{OPTIMIZERS[symbol][0]}.{name}.{kind}'] = ops.convert_to_numpy(moment)
    write_safetensors(path, arrays, notes)
