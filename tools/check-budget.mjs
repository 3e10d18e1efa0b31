#!/usr/bin/env node
/**
 * Checks the built site: the script that each page loads keeps its budget, nothing is loaded from
 * another host, and every link within the site leads somewhere.
 *
 * What a page loads later, as the reader scrolls to a cell, is measured in a browser
 * (tests/browser/budget.test.ts).
 *
 * usage: node tools/check-budget.mjs [folder, else dist]
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { brokenLinks } from './lib/links.mjs';
import { readPage, stylesheetAddresses } from './lib/page.mjs';
import { importsOf, loadedWith } from './lib/script-graph.mjs';
import { siteBase } from './lib/site-base.mjs';

const budget = 50_000;
/** Of the editor of code: until it stands there, and with what comes right behind. */
const editorBudgets = { 'cell-editor': 129_500, help: 158_500 };
const folder = process.argv[2] ?? 'dist';
const base = siteBase();

const files = readdirSync(folder, { recursive: true }).map((file) => file.replaceAll('\\', '/'));
const isElsewhere = (address) => /^([a-z][a-z+.-]*:)?\/\//i.test(address);
const gzipped = (data) => gzipSync(data).length;

const problems = [...files.flatMap(foreignLoads), ...(await brokenLinks(folder, base))];
// The sandbox's frame is no page.
const isPage = (file) => file.endsWith('.html') && !file.startsWith('generated/');
const pages = files.filter(isPage).sort();
if (pages.length === 0) problems.push(`${folder} holds no page`);
// Without it, GitHub Pages leaves out _astro/ of a site that is published from a branch.
if (!files.includes('.nojekyll')) problems.push(`${folder} lacks .nojekyll`);

console.log(`script before a cell is run, gzipped (budget ${kilobytes(budget)})`);
for (const page of pages) {
  const size = scriptSize(page);
  console.log(`  ${page.padEnd(32)} ${kilobytes(size).padStart(9)}`);
  if (size > budget) problems.push(`${page} loads ${kilobytes(size)} of script`);
}

console.log('script of the editor, gzipped, beside that of a cell of code');
const editor = Object.keys(editorBudgets);
for (const [i, name] of editor.entries()) {
  const size = programSize(editor.slice(0, i + 1), 'code-cell');
  console.log(`  ${name.padEnd(32)} ${kilobytes(size).padStart(9)}`);
  if (size > editorBudgets[name]) problems.push(`the editor is ${kilobytes(size)} with ${name}`);
}

if (problems.length > 0) {
  console.error(problems.map((problem) => `✗ ${problem}`).join('\n'));
  process.exit(1);
}
console.log('nothing is loaded from another host; every link within the site resolves');

function scriptSize(file) {
  const { scripts, inline } = readPage(readFileSync(join(folder, file), 'utf8'));
  const modules = loadedWith(scripts.map(onDisk), folder);
  const bodies = modules.map((module) => readFileSync(join(folder, module)));
  return [...bodies, ...inline].reduce((sum, body) => sum + gzipped(body), 0);
}

/** What these programs load that another one has not loaded yet. */
function programSize(names, loadedBefore) {
  const there = loadedWith([programOf(loadedBefore)], folder);
  const modules = loadedWith(names.map(programOf), folder).filter((each) => !there.includes(each));
  return modules.reduce((sum, module) => sum + gzipped(readFileSync(join(folder, module))), 0);
}

function programOf(name) {
  const found = files.find((file) => file.startsWith(`_astro/${name}.`) && file.endsWith('.js'));
  if (!found) throw new Error(`${folder} holds no ${name}`);
  return found;
}

function onDisk(address) {
  if (!address.startsWith(base)) throw new Error(`${address} is not below the base ${base}`);
  return address.slice(base.length);
}

function foreignLoads(file) {
  return addressesIn(file)
    .filter(isElsewhere)
    .map((address) => `${file} loads ${address}`);
}

function addressesIn(file) {
  const path = join(folder, file);
  if (file.endsWith('.html')) return readPage(readFileSync(path, 'utf8')).loads;
  if (file.endsWith('.css')) return stylesheetAddresses(readFileSync(path, 'utf8'));
  if (file.endsWith('.js')) {
    const { fixed, later } = importsOf(path);
    return [...fixed, ...later];
  }
  return [];
}

function kilobytes(bytes) {
  return `${(bytes / 1000).toFixed(1)} kB`;
}
