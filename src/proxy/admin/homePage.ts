import type { AdminAnswer } from './AdminAnswer.js';
import type { Handler } from './Handler.js';

/** `/`: the commands as links; what changes something is a button. */
export function homePage(handlers: readonly Handler[]): AdminAnswer {
  const rows = handlers
    .filter(({ path }) => path !== '/')
    .map(({ path, help, mutates }) => {
      const name = path.slice(1);
      const link =
        mutates === true
          ? `<form action='${name}' method='post'><button>${name}</button></form>`
          : `<a href='${name}'>${name}</a>`;
      return `<tr><td>${link}</td><td>${help}</td></tr>\n`;
    });
  const body = `<!DOCTYPE html>\n<html lang='en'>\n<head>\n<title>Envoy Admin</title>\n</head>\n<body>\n<table>\n${rows.join('')}</table>\n</body>\n</html>\n`;
  return { status: 200, contentType: 'text/html; charset=UTF-8', body };
}
