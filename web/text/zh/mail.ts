/** Words of letters. */
export const mail = {
  title: "邮件",
}
