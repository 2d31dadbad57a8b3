/** Usernames with the same key are the same name: ASCII letters become lower case, other characters stay. */
export function usernameKey(username: string): string {
  return username.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
}
