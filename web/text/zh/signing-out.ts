/** What a page asks before somebody signs out with changes that were never sent. */
export const signingOut = {
  ask: (n: number) => `本机还有 ${n} 处改动没有保存。退出后会从本机删除，不能找回。仍要退出吗？`,
}
