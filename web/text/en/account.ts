import type { account as zh } from "../zh/account.ts"

/** Words of signing in with a second factor, new passwords, sessions. */
export const account: typeof zh = {
  title: "Account",
  rules: {
    password_short: (p) =>
      `A password needs at least ${p["min"]} characters. A few unrelated words are easy to remember and hard to guess.`,
    password_long: (p) => `A password has at most ${p["max"]} characters; please shorten it.`,
    password_common: () =>
      "This password is too common or too regular and easily guessed; please choose another.",
    password_own: () => "Besides your name and e-mail there is hardly anything in it; please choose another.",
  },
}
