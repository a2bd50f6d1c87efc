/** Words of exports and deletion. */
export const leaving = {
  title: "导出与注销",
}
