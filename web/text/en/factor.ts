import type { factor as zhFactor } from "../zh/factor.ts"

/** Words of who needs a second factor, of passkeys, and of resetting what was lost. */
export const factor: typeof zhFactor = {
  policy: {
    title: "Who needs two-step verification",
    lead: (organisation) => `Which roles of ${organisation} have to set up two-step verification.`,
    always: "Required by the platform; cannot be relaxed",
    needed: (roles) => `Cannot act without two-step verification: ${roles}. API keys are not affected.`,
    choices: "Roles that have to set it up",
    counted: (on, all) =>
      all === 0
        ? "no members at present"
        : on === all
          ? `${all}, all of them have it on`
          : `${all}, ${all - on} of them not yet`,
    after:
      "Takes effect at once: whoever has not set it up can still sign in, and is led to set it up before going on. API keys are not affected.",
    allAlways: "Every role of this kind of organisation has to set it up; there is nothing to adjust.",
    save: "Save",
    done: "Saved, effective at once.",
    link: "Who needs two-step verification",
    stale:
      "Somebody else changed this while you were at it. Below is what holds now: please look at it before you save.",
    offer:
      "We suggest two-step verification: a leaked password alone then lets nobody in. It takes about a minute.",
    offerLink: "Set it up now",
  },
  passkeys: {
    title: "Passkeys",
    lead: "Sign in with the fingerprint, face or screen lock of a phone or computer, or with a security key, without typing a code. You can have several, for example one on the phone and one on the office computer.",
    name: "Name",
    nameHint: "To tell it apart, for example “Office computer”",
    add: "Add a passkey",
    remove: "Remove",
    removeOne: (name) => `Remove “${name}”`,
    madeOn: (day) => `Added ${day}`,
    usedOn: (time) => `Last used ${time}`,
    unused: "Not used yet",
    synced: "Copied to your other devices",
    oneDevice: "On one device only",
    otherHost: (host) => `Made at ${host}, of no use here`,
    keptLast: "This is your only second step, and your role needs it. Add another one before you remove it.",
    needsScript:
      "A passkey needs JavaScript in the browser; without it, use the code of an authenticator or a recovery code.",
    unsupported:
      "This browser knows no passkeys. Use the code of an authenticator or a recovery code, or another browser.",
    notMade:
      "Not added: you cancelled, the device did not answer, or it has been added before. Please try again.",
    notUsed:
      "Not done: you cancelled, or this device has no passkey that fits. Please try again, or use another way.",
    signIn: "Sign in with a passkey",
    signInLead: "With a passkey you type neither e-mail nor password.",
    signInWrong:
      "This passkey signs nobody in: it may have been removed, or this attempt is over. Please try again, or sign in with e-mail and password.",
    useAsCode: "Go on with a passkey",
    notAccepted:
      "The passkey was not accepted: this attempt may have been used or be over. Please try again, or type a code or a recovery code.",
    onlyPasskeys: "Please go on with your passkey. When the device is not at hand, type a recovery code.",
    done: { added: "Passkey added.", removed: "Passkey removed." },
  },
}
