/** Names and parameters out of the declarations of the library and of tfjs. */
import ts from 'typescript';
import type { Completion } from '@lib/notebook/completions';

export type Declared = Omit<Completion, 'line'>;

/** Types that are written as their properties. */
const optionsNames = /(Options|Args|Config|Settings|Spec|Objective|Player|Range)(<.*>)?$|^\{/;

/** Of tfjs's layers, and hardly used. */
const unwanted =
  /^(batchInputShape|batchSize|dtype|inputDType|name|trainable|weights|\w*([cC]onstraint|[rR]egularizer))$/;

export interface Declarations {
  /** What a module exports as values. */
  exportsOf(file: string): Map<string, Declared>;
  /** What tfjs exports, by `tf`, `tf.layers` and so on. */
  tf(namespace?: string): Map<string, Declared>;
  /** The members of an exported interface. */
  membersOf(file: string, name: string): Map<string, Declared>;
}

/** @param files whose declarations are asked for */
export function readDeclarations(files: readonly string[], tsconfig: string): Declarations {
  const { config } = ts.readConfigFile(tsconfig, (path) => ts.sys.readFile(path)) as {
    config: { compilerOptions: object };
  };
  const { options } = ts.convertCompilerOptionsFromJson(
    { ...config.compilerOptions, noEmit: true, skipLibCheck: true, types: [] },
    ts.sys.getCurrentDirectory(),
  );
  const program = ts.createProgram([...files], {
    ...options,
    target: ts.ScriptTarget.ESNext,
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    strict: true,
  });
  const checker = program.getTypeChecker();

  const moduleOf = (file: string) => {
    const source = program.getSourceFile(file);
    const symbol = source && checker.getSymbolAtLocation(source);
    if (!symbol) throw new Error(`${file} is no module`);
    return symbol;
  };
  const unalias = (symbol: ts.Symbol) =>
    symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
  const declaredIn = (symbols: readonly ts.Symbol[]) =>
    new Map(
      symbols.flatMap((symbol) => {
        const target = unalias(symbol);
        const isValue = (target.flags & ts.SymbolFlags.Value) !== 0;
        return isValue ? [[symbol.name, describe(checker, symbol.name, target)] as const] : [];
      }),
    );
  const tfModule = () => {
    const source = program
      .getSourceFiles()
      .find(({ fileName }) => /tfjs\/dist\/index\.d\.ts$/.test(fileName));
    const symbol = source && checker.getSymbolAtLocation(source);
    if (!symbol) throw new Error('the declarations of tfjs are not among those that are read');
    return symbol;
  };
  return {
    exportsOf: (file) => declaredIn(checker.getExportsOfModule(moduleOf(file))),
    tf(namespace) {
      const all = checker.getExportsOfModule(tfModule());
      if (namespace === undefined) return declaredIn(all);
      const found = all.find(({ name }) => name === namespace);
      if (!found) throw new Error(`tfjs has no "${namespace}"`);
      return declaredIn(checker.getExportsOfModule(unalias(found)));
    },
    membersOf(file, name) {
      const found = checker.getExportsOfModule(moduleOf(file)).find((each) => each.name === name);
      if (!found) throw new Error(`${file} has no "${name}"`);
      return declaredIn(checker.getPropertiesOfType(checker.getDeclaredTypeOfSymbol(found)));
    },
  };
}

function describe(checker: ts.TypeChecker, name: string, symbol: ts.Symbol): Declared {
  const type = checker.getTypeOfSymbol(symbol);
  const made = type.getConstructSignatures().at(0);
  const called = type.getCallSignatures().at(0);
  if (made && !called) return { name, kind: 'class', parameters: parametersOf(checker, made) };
  if (called) return { name, kind: 'function', parameters: parametersOf(checker, called) };
  return { name, kind: 'constant', parameters: '' };
}

function parametersOf(checker: ts.TypeChecker, signature: ts.Signature): string {
  const parameters = signature.getParameters().map((parameter) => {
    const declaration = parameter.valueDeclaration;
    if (!declaration || !ts.isParameter(declaration)) return parameter.name;
    const type = checker.getTypeOfSymbolAtLocation(parameter, declaration);
    if (declaration.dotDotDotToken) return `...${parameter.name}`;
    const isOptional = checker.isOptionalParameter(declaration);
    // Taken apart where it is declared, it has no name of its own.
    const isNameless = ts.isObjectBindingPattern(declaration.name);
    const properties = optionsOf(checker, type, isNameless);
    if (properties) return properties;
    return isOptional ? `${parameter.name}?` : parameter.name;
  });
  return `(${parameters.join(', ')})`;
}

/** An options object by its properties, the needed ones first; `null` for anything else. */
function optionsOf(checker: ts.TypeChecker, given: ts.Type, isNameless: boolean): string | null {
  const type = checker.getNonNullableType(given);
  const isPlain =
    (type.flags & ts.TypeFlags.Object) !== 0 &&
    type.getCallSignatures().length === 0 &&
    !checker.isArrayLikeType(type) &&
    (isNameless || optionsNames.test(checker.typeToString(type)));
  if (!isPlain) return null;
  const properties = checker.getPropertiesOfType(type).filter(({ name, valueDeclaration }) => {
    const file = valueDeclaration?.getSourceFile().fileName ?? '';
    return !(file.includes('node_modules') && unwanted.test(name));
  });
  const isOptional = ({ flags }: ts.Symbol) => (flags & ts.SymbolFlags.Optional) !== 0;
  const needed = properties.filter((property) => !isOptional(property));
  const optional = properties.filter(isOptional);
  const named = [...needed.map(({ name }) => name), ...optional.map(({ name }) => `${name}?`)];
  return named.length === 0 ? null : `{ ${named.join(', ')} }`;
}
