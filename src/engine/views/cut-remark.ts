/** What a search does not list although it fits, one sentence; '' when all of it is there. */
export function cutRemark(cut: { readonly unresolved: boolean; readonly resolved: boolean }): string {
  if (cut.unresolved) return 'Only the newest that fit are listed: another word finds older ones.';
  if (cut.resolved)
    return 'Of the resolved only the newest that fit are listed: another word finds older ones.';
  return '';
}
