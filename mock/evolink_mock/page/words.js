// How numbers and times are written.

export const clock = (seconds) => new Date(seconds * 1000).toLocaleTimeString([], { hour12: false });
export const amount = (credits) => credits.toLocaleString("en", { maximumFractionDigits: 2 });
