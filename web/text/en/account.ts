import { longestReason } from "../../../worker/domain/identity/factor-reset.ts"
import { longestPasskeyName } from "../../../worker/domain/identity/passkey.ts"
import { resetHours } from "../../../worker/domain/identity/proof-link.ts"
import { sessionDays } from "../../../worker/domain/identity/session.ts"
import { mobileForm } from "../../../worker/domain/identity/sign-in-id.ts"
import type { account as zh } from "../zh/account.ts"
import { some } from "./plural.ts"

/** Words of signing in with a second factor, new passwords, sessions. */
export const account: typeof zh = {
  title: "Account",
  lead: (name) => `${name}, this is where you manage how you sign in.`,
  back: "Back to the account",
  done: {
    ids: "Sign-in name and mobile number are saved.",
    password:
      "The password was changed. All other devices were signed out; API keys of the organisation stay.",
    email:
      "A letter has been sent to the new e-mail. Open its link to change to it; until then you sign in with the old one.",
    proof: "The letter has been sent. If it does not arrive, please look among the junk mail.",
    off: "Two-step verification is off.",
    stopped: "The request to reset your two-step verification was stopped.",
    recovered: (left) =>
      left > 0
        ? `You have just used a recovery code; ${left} left. If your phone is lost, set up another authenticator below.`
        : "You have just used the last recovery code. Make new ones below; if your phone is lost, set up another authenticator.",
  },
  blocked: (until) => `Too many tries. Please try again after ${until} (Beijing time).`,
  blockedSignIn: (until) =>
    `Too many tries. To be safe, please sign in after ${until} (Beijing time). If it is urgent, set a new password.`,
  rows: {
    email: "E-mail",
    confirmed: "confirmed",
    unconfirmed: "not confirmed",
    unconfirmedHint: "Once confirmed, letters for a lost password are sure to reach you.",
    sendProof: "Send the letter",
    changeEmail: "Change e-mail",
    signInIds: "Sign-in name and mobile number",
    noEmail: "No e-mail: letters are in your inbox; if you forget your password, a head prints a new slip",
    noSignInIds: "None registered",
    signInIdsHint:
      "Once registered, you can sign in with them instead of the e-mail. Only you and your organisation's heads see them.",
    changeSignInIds: "Change",
    password: "Password",
    passwordHint: "set",
    changePassword: "Change password",
    secondFactor: "Two-step verification",
    on: (since) => `on since ${since}`,
    codesLeft: (left) => `${some(left, "recovery code")} left`,
    off: "off",
    offHint: "With it signing in takes a code from your phone besides the password.",
    manage: "Manage",
    setUp: "Set up",
    sessions: "Signed-in devices",
    sessionsHint: "See where you are signed in and sign out what you do not know",
    see: "See",
    role: "Organisation and role",
  },
  password: {
    firstLead:
      "The first password of your slip opens nothing else. Choose a password of your own, then you can go on.",
    title: "Change password",
    lead: "All other devices will be signed out. API keys of the organisation stay; rotate them apart if need be.",
    current: "Current password",
    next: "New password",
    hint: (min) =>
      `At least ${min} characters. A few unrelated words do well; no names, e-mails or common passwords.`,
    submit: "Change password",
  },
  calendar: {
    title: "Calendar of deadlines",
    rowHint: "Subscribe to the deadlines of filings, objections and nominations on your phone or computer",
    lead: "It holds deadlines and how many things wait, no names and no unreleased figures. When a deadline moves, it moves there, too.",
    off: "There is no address yet.",
    on: (since) => `The address was made at ${since}; it is shown once, when it is made.`,
    make: "Make an address",
    renew: "Make another address",
    renewHint: "The address before ends at once; calendars that have it need the new one.",
    end: "Turn the calendar off",
    endHint: "The address ends at once; calendars that have it are not updated any more.",
    ended: "The calendar is turned off.",
    made: "The address is made, and shown this once",
    address: "Address of the calendar",
    addressHint:
      "Choose to subscribe to a calendar on your phone or computer and paste this address. Whoever knows it can read it: do not pass it on.",
    name: "Shige: deadlines",
    until: "Until 23:59:59 (Beijing time) of that day.",
    entries: {
      submissions: (quarter, _, n) => `${quarter} due: ${some(String(n), "estate")} not sent`,
      parts: (quarter, _, n) => `${quarter} due: ${some(String(n), "estate")} with figures of yours`,
      corrections: (quarter, _, n) => `Answers due: ${quarter}, ${some(String(n), "request")} for correction`,
      objections: (_, programme, n) => `Answers due: ${programme}, ${some(String(n), "objection")}`,
      nominations: (_, programme, n) => `Nominations due: ${programme}, ${n} not sent`,
    },
  },
  signInIds: {
    title: "Sign-in name and mobile number",
    lead: "Once registered, you can sign in with either instead of your e-mail. Leave one empty to do without it.",
    name: "Sign-in name",
    nameHint: ({ min, max }) =>
      `${min} to ${max} Chinese characters, Latin letters, digits and · . _ -, beginning with a character or letter, such as wangfang`,
    mobile: "Mobile number",
    mobileHint: `${mobileForm.digits} digits of a Chinese mobile number, with ${mobileForm.country} and spaces if you like. No text messages are sent, and it is never public`,
    password: "Password",
    submit: "Save",
  },
  email: {
    title: "Change e-mail",
    lead: "We send a letter to the new e-mail; once you open its link you sign in with it, and the old one is told.",
    now: "Current e-mail",
    next: "New e-mail",
    password: "Password",
    passwordHint: "Your current password, to make sure that it is you",
    submit: "Send the letter",
  },
  factor: {
    title: "Two-step verification",
    needed: "Your role needs two-step verification: set it up to go on.",
    lead: "Use an authenticator app on your phone (for example Microsoft Authenticator or Google Authenticator).",
    replaceTitle: "Another authenticator",
    replaceLead:
      "For a new phone: as soon as the new authenticator works, old codes and recovery codes are void and other devices are signed out.",
    scan: "1. Scan this QR code with the authenticator",
    scanOnPhone: "On this very phone? Press “Open in authenticator”, or copy the key into it.",
    qr: "QR code for the authenticator",
    open: "Open in authenticator",
    secret: "Key",
    confirm: "2. Type the code that the authenticator shows",
    code: "Code",
    codeHint: "6 digits, new every 30 seconds",
    password: "Password",
    passwordHint: "Your current password, to make sure that it is you",
    submit: "Turn on two-step verification",
    submitReplace: "Use the new authenticator",
    on: "Two-step verification is on",
    since: (day) => `On since ${day}. Signing in takes a code or a passkey besides the password.`,
    codesTitle: "Recovery codes",
    codesLeft: (left) =>
      `${some(left, "recovery code has", "recovery codes have")} not been used. Without your phone one of them stands for one code.`,
    codesRenew: "Make new recovery codes",
    codesRenewHint: "A new set in place of all old ones, shown once.",
    replace: "Another authenticator",
    addTitle: "Add an authenticator",
    addLead:
      "When your passkey is not at hand, the code of an authenticator on your phone can stand in. Adding one gives you new recovery codes.",
    add: "Add an authenticator",
    offTitle: "Turn off two-step verification",
    offText: "Without it the password alone opens this account; your passkeys are removed as well.",
    offSubmit: "Turn off two-step verification",
    kept: "Your role needs two-step verification, so it cannot be turned off; you can set up another authenticator.",
  },
  codes: {
    title: "Please keep the recovery codes",
    done: "Two-step verification is on. Other devices were signed out.",
    renewed: "New recovery codes were made; the old ones are void.",
    lead: "They are shown here and never again. Download them or write them down, and keep them apart from your phone. Each works once.",
    list: "Recovery codes",
    download: "Download as a text file",
    fileName: "shige-recovery-codes.txt",
    file: (codes, made) =>
      `Shige · recovery codes (made ${made})\nEach works once. Keep them safe.\n\n${codes.join("\n")}\n`,
    go: "I have kept them, go on",
  },
  code: {
    title: "Type the code",
    lead: "Open the authenticator on your phone and type the 6 digits that it shows now.",
    label: "Code or recovery code",
    recoveryLabel: "Recovery code",
    hint: "Without your phone you can type a recovery code",
    submit: "Go on",
    passed: "This sign-in has passed two-step verification.",
    go: "Go on",
    lost: "Neither codes nor recovery codes? Please ask who runs your organisation.",
  },
  reset: {
    link: "Forgot password",
    title: "Set a new password",
    lead: `Type your e-mail. If it has an account we send a link that is good for ${resetHours} hour${resetHours === 1 ? "" : "s"}, once.`,
    submit: "Send the link",
    sentTitle: "Please look into your mail",
    sent: "If this e-mail has an account, the link is on its way. If it has not come in a few minutes, look among the junk mail, or check the e-mail and try again.",
    again: "Try again",
    toSignIn: "Back to sign-in",
    newTitle: "Set a new password",
    newLead: (email) => `For ${email}.`,
    after: "All devices will be signed out.",
    keys: "API keys that you made and that still work",
    keyOf: (name, organisation) => `${name} (${organisation})`,
    endKeys:
      "Also revoke these keys. Tick it if somebody may know your password; programs that use them will stop and need new ones",
    newSubmit: "Set password",
    done: "The new password is set; please sign in with it. All devices were signed out; API keys of the organisation stay.",
    doneKeys:
      "The new password is set; please sign in with it. All devices were signed out, and the API keys that you made were revoked.",
    overTitle: "The link is over",
    over: "This link was used, is too old, or was replaced by a newer one.",
    overAgain: "Ask for another",
  },
  verify: {
    title: "Confirm e-mail",
    lead: (email) => `Please confirm that ${email} is yours.`,
    leadNew: (email) =>
      `Please confirm that ${email} is yours. From then on you sign in to your account with it.`,
    submit: "Confirm this e-mail",
    doneTitle: "E-mail confirmed",
    done: "Thank you, this e-mail is confirmed.",
    over: "This link was used, is too old, or was replaced by a newer one. If you have just confirmed it, all is well; otherwise sign in and send the letter again from your account.",
    toAccount: "To the account",
  },
  sessions: {
    title: "Signed-in devices",
    lead: `A session ends by itself after some time without use, and after ${sessionDays} days at the latest. If there is one that you do not know, sign it out and change your password.`,
    device: "Device",
    address: "Network address",
    since: "Signed in",
    until: "Ends if not used",
    here: "this device",
    due: "code not typed yet",
    noAddress: "unknown",
    end: "Sign out",
    endNamed: (device, since) => `Sign out ${device}, signed in ${since}`,
    endOthers: "Sign out all other devices",
    only: "You are signed in on this device only.",
    done: { ended: "That device was signed out.", others: "All other devices were signed out." },
    deviceName: (browser, system) => `${browser} · ${system}`,
    browsers: { other: "Browser", wechat: "WeChat", qq: "QQ Browser", uc: "UC Browser" },
    systems: {
      other: "unknown system",
      windows: "Windows",
      mac: "macOS",
      linux: "Linux",
      android: "Android",
      ios: "iPhone or iPad",
      harmony: "HarmonyOS",
    },
  },
  rules: {
    sign_in_name_length: (p) => `A sign-in name has ${p["min"]} to ${p["max"]} characters.`,
    sign_in_name_form: () =>
      "A sign-in name has Chinese characters, Latin letters, digits and · . _ - only, begins with a character or letter and ends with one or a digit.",
    sign_in_name_other: () =>
      "This sign-in name cannot be used. Choose another, for example with a number; or do without and sign in with your number or e-mail.",
    mobile_form: () =>
      `This is no mobile number: ${mobileForm.digits} digits beginning with ${mobileForm.first}, such as ${mobileForm.example}.`,
    mobile_other: () =>
      "This mobile number cannot be used. Check it; if it is right, sign in with a name or e-mail instead.",
    password_short: (p) =>
      `A password needs at least ${p["min"]} characters. A few unrelated words are easy to remember and hard to guess.`,
    password_long: (p) => `A password has at most ${p["max"]} characters; please shorten it.`,
    password_common: () =>
      "This password is too common or too regular and easily guessed; please choose another.",
    password_own: () => "Besides your name and e-mail there is hardly anything in it; please choose another.",
    password_same: () => "The new password is the current one; please choose another.",
    password_wrong: () => "The password is not right; please check upper and lower case.",
    code_wrong: () =>
      "The code is not right, or was used before. Please wait for the next one; the phone's clock must set itself.",
    reset_reason_missing: () =>
      "Please give the reason, for example how you made sure who it is. Whoever confirms it and the person itself will see it.",
    reset_reason_long: () => `The reason has at most ${longestReason} characters; please shorten it.`,
    reset_email_unknown: () => "No member of this organisation has this e-mail; please check it.",
    passkey_name_missing: () => "Please give the passkey a name, to tell it apart later.",
    passkey_name_wrong: () => `A name has at most ${longestPasskeyName} characters, all of them visible.`,
    passkey_unread: () =>
      "The passkey was not added: the browser's answer was wrong or came too late. Please try again.",
    email_form: () => "This is not an e-mail address, for example name@example.com.",
    email_same: () => "This is your e-mail already.",
  },
}
