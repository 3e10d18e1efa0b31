/**
 * What usual errors of a run mean, in Japanese, to stand in front of the original words. The patterns
 * are the words of tfjs 4.22 and of the three engines; `tests/unit/notebook/error-hints.test.ts` makes
 * tfjs say them.
 */

/** An error's own words and ours. The first that fits counts; `$1` … is what its brackets caught. */
const kinds: readonly (readonly [own: RegExp, words: string])[] = [
  [
    /could not be broadcast together with shapes ([\d,]*) and ([\d,]*)/,
    '形の合わないテンソルどうしの計算です（[$1] と [$2]）。どの次元も、同じ大きさか1でなければなりません。',
  ],
  [
    /Error in matMul: inner shapes \((\d+)\) and \((\d+)\) of Tensors with shapes ([\d,]+) and ([\d,]+)/,
    '行列の積では、左の列の数と右の行の数が同じでなければなりません（左の形は [$3] で列が$1、右の形は [$4] で行が$2です）。',
  ],
  [
    /Size\((\d+)\) must match the product of shape ([-\d,]+)/,
    '`reshape` では要素の数を変えられません。要素は$1個ありますが、[$2] の形とは数が合いません。',
  ],
  [
    /Based on the provided shape, \[([\d,]*)\], the tensor should have (\d+) values but has (\d+)/,
    '形 [$1] のテンソルには値が$2個要りますが、渡ったのは$3個です。',
  ],
  [
    /Error in concat\dD: |passed to stack must have matching shapes/,
    'つなげるテンソルの形がそろっていません。つなげる方向のほかは、同じ大きさでなければなりません。',
  ],
  [
    /(?:Tensor|LayersModel|Layer|Variable).* is (?:already )?disposed/,
    '捨てたあとのテンソルを使っています。`tf.tidy` の外に出すものは、`return` で返すか `tf.keep` で残します。捨てたのが別のセルなら、作ったセルをもう一度実行してください。',
  ],
  [
    /Cannot find a connection between any variable and the result|Cannot compute gradient of y=f\(x\)/,
    '損失と変数がつながっていないので、勾配を計算できません。損失は、渡した関数の中で、変数を使って計算します。途中で `dataSync` などで数に直すと、つながりが切れます。',
  ],
  [
    /expects at least one of the input variables to be trainable|must be an array of variables/,
    '勾配を求める相手は、学習できる変数（`tf.variable`）でなければなりません。',
  ],
  [
    /must return a scalar, but it returned a rank-(\d+) tensor/,
    '損失は1つの数でなければなりませんが、$1次元のテンソルになっています。`mean()` や `sum()` で1つにします。',
  ],
  [
    /y returned by f\(\) must be a tensor|must be a Tensor or TensorLike, but got '(?:null|undefined)'/,
    'テンソルが要る所に何も渡っていません。`return` を書き忘れていないか、名前が合っているかを確かめてください。',
  ],
  [
    /passed to '(\w+)' must be (\w+) tensor, but got (\w+) tensor/,
    "`$1` に渡すテンソルの型が違います（$3 ではなく $2 が要ります）。`tf.cast(x, '$2')` で直せます。",
  ],
  [
    /Error in (conv\w+): depth of input \((\d+)\) must match (?:input )?depth for filter (\d+)/,
    '画像のチャンネルの数（$2）と、畳み込みのフィルターが受け取る数（$3）が合いません。',
  ],
  [
    /Error in (\w+): (?:input|x) must be rank (\d), but got rank (\d)/,
    '`$1` には$2次元のテンソルが要りますが、$3次元のテンソルが渡っています。画像なら [枚数, 縦, 横, チャンネル] の形にします。',
  ],
  [
    /expected \S+ to have shape \[([^\]]*)\] but got array with shape \[([^\]]*)\]/,
    'ネットワークに渡した形 [$2] が、入力の形 [$1] と合いません（null はいくつでもよい所、先頭はバッチの枚数です）。',
  ],
  [
    /Input \d+ is incompatible with layer (\S+): expected (.+?)[,.]? (?:but got|found) (.+?)\.?$/,
    '層 `$1` に合わない形が渡っています（要るのは $2、渡ったのは $3）。`flatten` や `reshape` が前に要るかもしれません。',
  ],
  [
    /Negative dimension size caused by adding layer (\S+)/,
    "層 `$1` で画像がフィルターより小さくなってしまいます。ストライドか層を減らすか、`padding: 'same'` にします。",
  ],
  [
    /first layer in a Sequential model must get an `inputShape`/,
    '`tf.sequential` のはじめの層には、`inputShape` が要ります。',
  ],
  [
    /^shape of the new value \(([\d,]*)\) and previous value \(([\d,]*)\) must match|Layer weight shape/,
    '重みの形が合わないので、入れ替えられません。',
  ],
  [
    /Shapes ([\d,]*) and ([\d,]*) must match/,
    '2つのテンソルの形が同じでなければなりません（[$1] と [$2]）。',
  ],
  [
    /All values in axis param must be in range \[(-?\d+), (\d+)\) but got axis (-?\d+)/,
    '軸 $3 はありません。`axis` には $1 以上 $2 未満の数を渡します。',
  ],
  [
    /Maximum call stack|too much recursion|call stack size exceeded/i,
    '関数の呼び出しが深くなりすぎました。自分を呼ぶ関数が、止まらずに自分を呼び続けていないか確かめてください。',
  ],
  [
    /before initialization|Cannot access uninitialized/,
    '定義する行より前で名前を使っています。順番を入れ替えてください。',
  ],
  [
    /Assignment to constant variable|invalid assignment to const|assign to readonly property/,
    '変えられない名前やプロパティに代入しています。あとで変える名前は `let` で定義します。',
  ],
  [
    /is not iterable|is not a function \(near '\.\.\.|of iterable non-array|Spread syntax requires/,
    '配列のように値を1つずつ取り出せるものが要る所に、そうでない値が渡っています。',
  ],
  [
    /Cannot read propert(?:y|ies) of (null|undefined)|(null|undefined) is not an object|can't access property .*(?: of|, .* is) (null|undefined)/,
    '値のないもの（$1$2$3）のメンバーを読もうとしています。',
  ],
  [
    /(\S+) is not a function/,
    '`$1` は関数ではないので、呼べません。名前のつづりを確かめてください。',
  ],
];

/** Of what was caught, so much is said again: shapes and names are shorter. */
const longest = 80;

/** A sentence that says what an error's message means and what to do, or null for an unusual one. */
export function hintFor(message: string): string | null {
  for (const [own, words] of kinds) {
    const match = own.exec(message);
    if (match)
      return words.replace(/\$(\d)/g, (_, index: string) =>
        (match[Number(index)] ?? '').slice(0, longest),
      );
  }
  return null;
}
