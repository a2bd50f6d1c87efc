/** Words of signing in with a second factor, new passwords, sessions. */
export const account = {
  title: "账号",
}
