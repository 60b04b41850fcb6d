/** Few names and values, so that configurations and requests often meet. */
export const HEADER_NAMES = ['x-a', 'x-b', 'x-c', 'accept', 'user-agent', 'referer'] as const;
export const HEADER_VALUES = [
  'a',
  'b',
  'ab',
  'A',
  'a,b',
  '10',
  '-3',
  '5',
  'aXb',
  'abc',
  'b-a',
  ' ',
  '4.5',
  '',
] as const;
export const HOSTS = [
  'a.example',
  'b.example',
  'x.c.example',
  'y.x.c.example',
  'c.example',
  'd.org',
  'foo-bar.test',
  'foo.test',
] as const;
export const PORTS = [80, 81, 443, 8080] as const;
export const PATH_SEGMENTS = ['a', 'b', 'ab', 'A', 'api', 'v1', 'x.html', 'a;p=1', 'b%20c', '%41'] as const;
