"""Words of signing in and of what is refused."""

from __future__ import annotations

SIGN_IN = "登录"
LOGIN = "账号"
PASSWORD = "密码"
SIGN_OUT = "退出"
CHANGE_PASSWORD = "修改密码"
CHANGE_FIRST = "密码是别人给的，请先改成自己的"
OLD_PASSWORD = "现在的密码"
NEW_PASSWORD = "新密码"
NEW_PASSWORD_AGAIN = "再输一遍新密码"
CHANGE = "修改"
NOT_THE_SAME = "两次输入的新密码不一样，请重新输入"
WRONG_OLD = "现在的密码不对，请重新输入"
CHANGED = "密码已修改，请用新密码登录"
EVERYWHERE = "同时退出其他设备"

SIGN_IN_FIRST = "请先登录"
NOT_FOR_YOU = "您的账号没有这项权限"
NOT_FOR_YOU_WHY = "需要查看时，请联系办公室的管理员。"
OTHER_SITE = "请求来自其他网站，已拒绝"
SIGNED_IN_AS = "{name}（{role}）"
