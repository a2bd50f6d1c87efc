/** Words of the audit log. */
export const audit = {
  title: "操作记录",
}
