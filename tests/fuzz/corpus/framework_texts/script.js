a=/[/]x/;b="\u00e9\uD83D\uDE00";`t${1}u`;//y
/*z*/'it's'