"""CKEditor 4, hardened: no remote check, no embedding, no script, no style.

Why it is here, and what keeps it harmless: docs/decisions/0003-ckeditor.md."""

from typing import Any

NOT_LOADED = (
    "exportpdf,scayt,wsc,iframe,flash,forms,smiley,save,newpage,print,preview,templates,div,bidi,"
    "colorbutton,colordialog,font,justify,pagebreak,language,about,image,stylescombo,dialogadvtab,"
    "liststyle,copyformatting,find,codesnippet,codesnippetgeshi,docprops,"
    "elementspath,resize,contextmenu,tabletools,tableselection"
)

# Parts of the package that no page of ours asks for.
NOT_SHIPPED = [
    "galleriffic/*",
    "file-icons/*",
    "ckeditor/skins/moono/*",
    "ckeditor/adapters/*",
    "ckeditor/*.md",
    "ckeditor/*lang/[!ei]*.js",  # en and id are ours, and the few others that begin so
    *(
        f"ckeditor/plugins/{name}/*"
        for name in "devtools docprops mathjax placeholder sourcedialog uicolor bbcode autoembed "
        "embed embedbase embedsemantic easyimage imagebase cloudservices bidi divarea emoji "
        "mentions stylesheetparser tableresize xml ajax".split()
    ),
]

# Characters that a keyboard lacks and a story needs; CKEditor offers two hundred.
SPECIAL = [
    f"&{name};"
    for name in "ldquo rdquo lsquo rsquo laquo raquo ndash mdash hellip bull middot rarr "
    "deg sup2 sup3 frac14 frac12 frac34 times divide asymp sect copy reg trade "
    "euro pound yen agrave ccedil eacute egrave uuml".split()
]

CKEDITOR_CONFIGS: dict[str, dict[str, Any]] = {
    "default": {
        "versionCheck": False,
        "fullPage": False,
        "defaultLanguage": "id",
        "contentsLanguage": "id",
        "disableNativeSpellChecker": False,
        "scayt_autoStartup": False,
        "removePlugins": NOT_LOADED,
        "extraPlugins": "autogrow,image2,autolink",
        "removeButtons": "Underline,Anchor,CreateDiv,Styles,ShowBlocks",
        "toolbar": [
            ["Format"],
            ["Bold", "Italic"],
            ["NumberedList", "BulletedList", "Blockquote"],
            ["Link", "Unlink"],
            ["Table", "SpecialChar"],
            ["PasteText", "RemoveFormat"],
            ["Undo", "Redo"],
            ["Source"],
        ],
        "format_tags": "p;h2;h3;h4",
        "removeDialogTabs": "link:advanced;link:upload;link:target;image2:Upload",
        "linkShowTargetTab": False,
        "specialChars": SPECIAL,
        "allowedContent": (
            "p h2 h3 h4 blockquote cite ul ol li strong em s sub sup hr br code pre;"
            "a[!href,target,rel,title];"
            "figure(image,align-left,align-center,align-right); figcaption;"
            "img[!src,alt,width,height](align-left,align-right);"
            "table caption thead tbody tr; th[scope,colspan,rowspan]; td[colspan,rowspan]"
        ),
        "disallowedContent": "script style iframe object embed form input; *[on*]; *{*}",
        "pasteFilter": (
            "p h2 h3 h4 strong em ul ol li blockquote table thead tbody tr th td br; a[!href]"
        ),
        "clipboard_handleImages": False,
        "pasteFromWordRemoveFontStyles": True,
        "linkDefaultProtocol": "https://",
        "linkJavaScriptLinksAllowed": False,
        "image2_alignClasses": ["align-left", "align-center", "align-right"],
        "image2_captionedClass": "image",
        "image2_disableResizer": True,
        "entities": False,
        "autoGrow_minHeight": 360,
        "autoGrow_maxHeight": 0,
        "autoGrow_onStartup": True,
        "height": 360,
        "width": "100%",
        "bodyClass": "story-text",
        "filebrowserUploadUrl": "",
        "toolbarCanCollapse": False,
        "resize_enabled": False,
        "tabSpaces": 0,
        "browserContextMenuOnCtrl": True,
    },
}
