/** Of the host frame, all of it: hands the page's port on to the sandboxed frame within. */
addEventListener('message', ({ source, ports }) => {
  if (source === parent) frames[0]?.postMessage('port', '*', [...ports]);
});

export {};
