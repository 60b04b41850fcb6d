const SENTENCES: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  ENOTDIR: 'a part of the path is no folder',
  EACCES: 'no permission',
  EPERM: 'no permission',
  EISDIR: 'this is a folder, not a file',
  ELOOP: 'too many symbolic links',
  ENAMETOOLONG: 'the name is too long',
  ENOSPC: 'no space left on the disk',
  EROFS: 'the file system is read-only',
  ERR_FS_FILE_TOO_LARGE: 'the file is larger than 2 GiB',
  ERR_INVALID_ARG_VALUE: 'this is no name of a file',
};

/** What the file system said, as part of a sentence: by the error's code, else its message. */
export function describeFileError(error: unknown): string {
  const code = fileErrorCode(error);
  const known = code !== undefined && Object.hasOwn(SENTENCES, code) ? SENTENCES[code] : undefined;
  return known ?? (error instanceof Error ? error.message : String(error));
}

/** `ENOENT` and the like; `undefined` for what is no error of the file system. */
function fileErrorCode(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}
