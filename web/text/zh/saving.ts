/** What a form that saves itself says of it. */
export const saving = {
  savedAt: (time: string) => `已保存 ${time}`,
  notSaved: "还没有保存",
  saving: "正在保存……",
  saveSignedOut: "登录已失效，没有保存。请在新窗口登录后，再点“保存草稿”。",
  saveStale: "别处刚保存过这份数据，这里没有保存。请点“保存草稿”查看差别。",
  saveFailed: "没有保存成功，内容仍在本页，请稍后再点“保存”。",
  saveAway: "现在连不上，还没有保存，内容仍在本页，请不要关闭。连上后会自动保存。",
  restored: "浏览器恢复了您没有保存的内容，请核对后点“保存”。",
}
