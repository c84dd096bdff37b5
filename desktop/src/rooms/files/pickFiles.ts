/** Asks the person for files of their machine. */
export function pickFiles(onFiles: (files: readonly File[]) => void): void {
  const input = document.createElement('input');
  input.type = 'file';
  input.multiple = true;
  input.onchange = () => input.files && input.files.length > 0 && onFiles([...input.files]);
  input.click();
}
