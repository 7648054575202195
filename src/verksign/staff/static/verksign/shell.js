/* What every staff page does: ticks for polling, menus, toasts, dialogs, rows and keys. */
