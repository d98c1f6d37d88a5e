"""The way between a learning platform and nbgrader's folders.

Of a download on its way to `build/submitted/`, a module a step:

`roster`     who is in the class, from the platform's own export
`download`   a zip or folder becomes a list of files; nothing is unpacked onto the disk
`forms`      a file's name says whose it is and from when, in the form of its platform
`placing`    whom of the roster that means
`gather`     the three steps before, for all files: the attempts of each person
`unpack`     an attempt's files, zips in it opened, within limits
`notebooks`  which of the week's notebooks a file is, by the cells in it
`attempts`   the one submission that counts, of perhaps several
`layout`     it is put in place as a whole, and what it replaces is kept
`collect`    all of this for a week; the way in

`states` is where each person of a class stands, and `shown` prints. On the way back, `returning`
gives points and feedback: `sheets` fills the platform's table, `pages` packs.
"""
