// What stays in this browser: what was typed, until the tab is closed, and choices of the reader, for longer. Storage
// may be full or forbidden; the page goes on without it.

const quietly = (work) => {
  try {
    return work();
  } catch {
    return null;
  }
};

export const keepInTab = (name, value) => quietly(() => sessionStorage.setItem(`names.${name}`, value));
export const keptInTab = (name) => quietly(() => sessionStorage.getItem(`names.${name}`)) ?? "";
export const keepChoice = (name, value) => quietly(() => localStorage.setItem(`names.${name}`, value));
export const keptChoice = (name) => quietly(() => localStorage.getItem(`names.${name}`)) ?? "";
