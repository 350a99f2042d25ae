import { useMirror } from './mirror';

/** Keeps the page's theme and contrast as the settings say; the stylesheet (styles/tokens.css) does the rest. @returns how to stop */
export function followTheme(): () => void {
  const root = document.documentElement;
  const paint = () => {
    const { settings } = useMirror.getState();
    if (settings && settings.theme !== 'system') root.dataset.theme = settings.theme;
    else delete root.dataset.theme;
    if (settings?.contrast === 'high') root.dataset.contrast = 'high';
    else delete root.dataset.contrast;
  };
  paint();
  return useMirror.subscribe(paint);
}
