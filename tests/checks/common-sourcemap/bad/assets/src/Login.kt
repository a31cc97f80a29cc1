package org.example

class Login
