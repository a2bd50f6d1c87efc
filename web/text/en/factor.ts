import { resetDays } from "../../../worker/domain/identity/factor-reset.ts"
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
    signIn: "Use a passkey",
    signInLead: "With a passkey you type neither e-mail nor password.",
    signInWrong:
      "This passkey signs nobody in: it may have been removed, or this attempt is over. Please try again, or sign in with e-mail and password.",
    useAsCode: "Go on with a passkey",
    notAccepted:
      "The passkey was not accepted: this attempt may have been used or be over. Please try again, or type a code or a recovery code.",
    onlyPasskeys: "Please go on with your passkey. When the device is not at hand, type a recovery code.",
    done: { added: "Passkey added.", removed: "Passkey removed." },
  },
  resets: {
    title: "Resets that wait",
    lead: `When somebody has lost every second step, a head of the organisation asks, and the operator confirms; for members of an authority also an approver of the authority above. A request that nobody confirms within ${resetDays} days is void.`,
    none: "Nothing waits at present.",
    askTitle: "Reset two-step verification",
    askHint: "Only needed when a member has neither authenticator nor passkey nor recovery code left.",
    askLink: "Ask for a reset",
    askLead: (name) =>
      `Ask here when ${name} has lost every second step. First make sure, face to face or by telephone, that it is this very person.`,
    askLeadElsewhere: (organisation) =>
      `Ask here when a member of ${organisation} has lost every second step and nobody else there can ask. First make sure, face to face or by telephone, that it is this very person.`,
    email: "The person's e-mail",
    emailHint: "Has to be a member of this organisation",
    reason: "Reason",
    reasonHint: "Say how you made sure who it is. Whoever confirms it and the person itself will see it.",
    next: "The person gets a letter and can stop it at any time; nothing is reset before another person confirms it.",
    ask: "Ask for the reset",
    askedBy: (name, organisation, time) => `${name} of ${organisation} asked at ${time}`,
    because: (reason) => `Reason: ${reason}`,
    until: (time) => `Can be confirmed until ${time}`,
    certain: (name) => `I have made sure myself: ${name} has lost the second step`,
    tickFirst: "Please make sure and tick the box before you confirm.",
    confirm: (name) => `Confirm the reset for ${name}`,
    stop: (name) => `Stop the reset for ${name}`,
    waitsForOperator: "Waits for the platform’s operator: please speak to them.",
    waitsForOthers:
      "Waits for an approver of the authority above, or for the operator: please speak to them.",
    ownTitle: "Somebody asks to reset your two-step verification",
    own: "If you did not ask for it, stop it and speak to whoever runs your organisation.",
    done: {
      asked: "Asked for. The person has been sent a letter.",
      confirmed:
        "Reset: authenticator, passkeys and recovery codes are gone, every session has ended, and the person has been sent a letter.",
      stopped: "The request was stopped.",
    },
    letter: {
      open: {
        title: "Stop the reset of your two-step verification",
        lead: "Somebody says that you have lost your second step and asks to reset it. If you did not ask for it, stop it.",
      },
      stopped: {
        title: "Stopped",
        lead: "The request was stopped, and your two-step verification is as it was. Please ask whoever runs your organisation who it was.",
      },
      over: {
        title: "This link is over",
        lead: "The request does not wait any more: it was confirmed, stopped or has expired. Please sign in and see your account.",
      },
      stop: "Stop the reset",
    },
  },
}
